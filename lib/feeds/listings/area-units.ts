/** Programs name units in many ways: "squareMeter", "Square Feet", "sqft", "ac". */
const UNITS: [RegExp, string][] = [
  [/^(sq(uare)?\s*m(et(er|re)s?)?|sqm|m2|m²|squaremet(er|re)s?)$/, 'sq m'],
  [/^(sq(uare)?\s*f(ee|oo)?t|sqft|sf|ft2|ft²|squarefeet|squarefoot)$/, 'sq ft'],
  [/^(sq(uare)?\s*y(ar)?ds?|squareyards?)$/, 'sq yd'],
  [/^(ac|acs|acres?)$/, 'acres'],
  [/^(ha|has|hectares?)$/, 'hectares'],
  [/^squares?$/, 'squares'],
]

/** "sq m", "sq ft", "acres", "hectares". A unit we don't know stays as it is. */
export function unitWords(unit: string): string {
  const name = unit.trim().toLowerCase().replace(/\.$/, '')
  return UNITS.find(([names]) => names.test(name))?.[1] ?? unit
}

/** "412.5 sq m". One acre and one hectare are singular. */
export function areaWords({ value, unit }: { value: number; unit: string }): string {
  const words = unitWords(unit)
  const shown = value.toLocaleString('en-US', { maximumFractionDigits: 4 })
  return `${shown} ${value === 1 ? words.replace(/^(acre|hectare|square)s$/, '$1') : words}`
}
