import { expect, test } from 'vitest'
import { unfairMessage, unfairWords } from './fair-housing'

test.each([
  'No children',
  'NO  KIDS',
  'no families',
  'No teenagers please',
  'Sorry, no <b>children</b>',
  'no\u200b children',
  'Children are not allowed',
  'child-free building',
  'Adults only',
  'Adults-only building',
  'An adult community',
  'Mature couple preferred',
  'Couples only',
  'Females only',
  'Seniors only',
  'No single mothers',
  'Perfect for singles',
  'Ideal for a young couple',
  'Ideal for empty nesters',
  'ideal for young professionals',
  'Whites only',
  'White family preferred',
  'For white tenants',
  'No blacks',
  'No immigrants',
  'No foreigners',
  'English speakers only',
  'Predominantly white neighborhood',
  'Christian family preferred',
  'Perfect for Christians',
  'Muslims not welcome',
  'A Catholic community',
  'Must be Christian',
  'Must speak English',
  'Able-bodied tenants',
  'Not suitable for wheelchairs',
  'No service dogs',
  'No Section 8',
  'No DSS',
  'No gays',
])('R46: “%s” is found', (text) => {
  expect(unfairWords(`A bright home. ${text}. Near the park.`)).not.toEqual([])
})

test.each([
  'A single-family house with a family room, perfect for families',
  'No children’s playground nearby, but a kids’ room',
  'No pets. No smoking. No step entry.',
  'Walking distance to the senior center and St. Mary’s Catholic Church',
  'White kitchen, black appliances, no black mold',
  'Chinese elm, Indian sandstone, European oak and American standard fixtures',
  'Close to the Jewish Community Center on Christian Street',
  'Wheelchair accessible, with double blinds and no blind spots',
  'Perfect for entertaining, great for cooking',
  'A bachelor pad with a mother-in-law suite and a master bedroom',
  'A 55+ community on a quiet street',
])('R46: “%s” describes the home', (text) => {
  expect(unfairWords(text)).toEqual([])
})

test('R46: the message names the words as they are written, each once', () => {
  expect(unfairMessage('Adults only. No pets.', 'ADULTS ONLY? Adults only!')).toMatch(
    /^Remove “Adults only”, “ADULTS ONLY”\. Fair housing law/,
  )
  expect(unfairMessage('A sunny home')).toBeNull()
})
