import assert from 'node:assert/strict';
import { test } from 'node:test';

import { money } from '../src/money.js';

test('cents are shown as euros', () => {
  assert.equal(money(1250), '€12.50');
});
