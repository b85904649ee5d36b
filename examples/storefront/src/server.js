import { serve } from '@hono/node-server';
import { Hono } from 'hono';

import { cartRoutes } from './cart.js';
import { catalogue, findProduct } from './catalogue.js';
import { logRequests } from './log.js';

export const shop = new Hono();

shop.use('*', logRequests);
shop.get('/products', (context) => context.json(catalogue()));
shop.get('/products/:id', (context) => {
  const product = findProduct(context.req.param('id'));
  return product ? context.json(product) : context.json({ error: 'no such product' }, 404);
});
shop.route('/cart', cartRoutes);

if (process.env.NODE_ENV !== 'test') {
  const port = Number(process.env.PORT ?? 3000);
  serve({ fetch: shop.fetch, port }, () => console.log(`shop is open on port ${port}`));
}
