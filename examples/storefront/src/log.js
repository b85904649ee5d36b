import chalk from 'chalk';

export async function logRequests(context, next) {
  const started = performance.now();
  await next();
  const took = Math.round(performance.now() - started);
  const status = context.res.status;
  const colour = status < 400 ? chalk.green : chalk.red;
  console.log(`${colour(status)} ${context.req.method} ${context.req.path} ${chalk.dim(`${took} ms`)}`);
}
