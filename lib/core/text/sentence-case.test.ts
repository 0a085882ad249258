import { describe, expect, test } from 'vitest'
import { nameWithoutCapitals, withoutCapitals } from './sentence-case'

describe('R43: texts that a CRM has in capitals', () => {
  test.each([
    ['LOVELY 3BR HOME', 'Lovely 3BR home'],
    ['STUNNING FAMILY ROOM! NEW HVAC, A/C AND W/D.', 'Stunning family room! New HVAC, A/C and W/D.'],
    ['I LOVE THE 2ND FLOOR. BUILT IN THE 1920S', 'I love the 2nd floor. Built in the 1920s'],
    ['NO HOA. 2BA, 1950SF, RV PARKING', 'No HOA. 2BA, 1950SF, RV parking'],
    ['OPEN SATURDAY AND SUNDAY IN JULY', 'Open Saturday and Sunday in July'],
    ['VICTORIAN TERRACE WITH MIELE KITCHEN', 'Victorian terrace with Miele kitchen'],
    ['WALK TO GREEN LAKE AND WOODLAWN AVE N', 'Walk to Green Lake and Woodlawn Ave N'],
    ['CHARLES II STYLE BEDROOM', 'Charles II style bedroom'],
    ['GROSSZÜGIGE WOHNUNG MIT BALKON', 'Grosszügige wohnung mit balkon'],
    ['BEAUTIFUL HOME.\nNEW ROOF', 'Beautiful home.\nNew roof'],
    ['DON’T MISS IT', 'Don’t miss it'],
  ])('%s', (text, expected) => {
    expect(withoutCapitals(text, ['Green Lake', 'Woodlawn Ave N'])).toBe(expected)
  })

  test.each([
    'A lovely home with HVAC, EV charger and no HOA.',
    'SOLD',
    'HVAC, HOA, EV, W/D',
    '3BR / 2BA',
    '',
    'McMansion on the Lake',
    'New York, NY 10001',
  ])('“%s” is unchanged', (text) => expect(withoutCapitals(text)).toBe(text))

  test('only the sentence in capitals changes', () => {
    expect(withoutCapitals('PRICE REDUCED TODAY! The iPad stays with the LG TV.')).toBe(
      'Price reduced today! The iPad stays with the LG TV.',
    )
  })

  test.each([
    ['GREEN LAKE', 'Green Lake'],
    ['CARLTON', 'Carlton'],
    ['12 HILL STREET', '12 Hill Street'],
    ['4518 WOODLAWN AVE N', '4518 Woodlawn Ave N'],
    ['205 3RD AVE NW', '205 3rd Ave NW'],
    ['O’CONNOR', 'O’Connor'],
    ['WA', 'WA'],
    ['QLD', 'QLD'],
    ['Green Lake', 'Green Lake'],
    ['SoHo', 'SoHo'],
  ])('the name %s is %s', (name, expected) => expect(nameWithoutCapitals(name)).toBe(expected))
})
