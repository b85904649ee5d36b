import { readFileSync } from 'node:fs';

import { LRUCache } from 'lru-cache';

import { money } from './money.js';

const products = JSON.parse(readFileSync(new URL('./products.json', import.meta.url), 'utf8'));
const byId = new LRUCache({ max: 500 });

export function catalogue() {
  return products.map((product) => ({ ...product, price: money(product.cents) }));
}

export function findProduct(id) {
  const cached = byId.get(id);
  if (cached) {
    return cached;
  }
  const product = products.find((candidate) => candidate.id === id);
  if (product) {
    byId.set(id, product);
  }
  return product;
}
