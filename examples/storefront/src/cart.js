import dayjs from 'dayjs';
import validateHandlers from 'event-handle-validator';
import { Hono } from 'hono';
import { nanoid } from 'nanoid';
import { z } from 'zod';

import { findProduct } from './catalogue.js';
import { money } from './money.js';

const line = z.object({ product: z.string(), quantity: z.number().int().min(1).max(99) });
const carts = new Map();

/** What other parts of the shop may listen to; checked, so that a misspelt event fails early. */
export const handlers = validateHandlers({ added() {}, ordered() {} });

export const cartRoutes = new Hono();

cartRoutes.post('/', (context) => {
  const id = nanoid(12);
  carts.set(id, { lines: [], created: dayjs().toISOString() });
  return context.json({ id }, 201);
});

cartRoutes.post('/:id/lines', async (context) => {
  const cart = carts.get(context.req.param('id'));
  const parsed = line.safeParse(await context.req.json());
  if (!cart || !parsed.success || !findProduct(parsed.data.product)) {
    return context.json({ error: 'no such cart or product' }, 400);
  }
  cart.lines.push(parsed.data);
  handlers.added(parsed.data);
  return context.json({ total: money(total(cart.lines)) });
});

export function total(lines) {
  return lines.reduce((sum, { product, quantity }) => sum + findProduct(product).cents * quantity, 0);
}
