import { randomFrom } from '@/lib/core/random'

/** Files for the tests of an agency's own sales. */

/** A town of houses in euros and square meters whose prices follow a rule, with some noise: one row per sale. */
export function germanSales(count: number, { from = '2025-07-01', days = 360 } = {}): string {
  const start = Date.parse(from)
  const random = randomFrom(7)
  const rows = Array.from({ length: count }, (_, i) => {
    const day = new Date(start + Math.floor((i / count) * days) * 86_400_000).toISOString().slice(0, 10)
    const [year, month, date] = day.split('-')
    const size = 55 + Math.round(random() * 110)
    const built = 1950 + Math.round(random() * 70)
    const place = random()
    const [latitude, longitude] = [50.92 + place * 0.03, 6.93 + random() * 0.05]
    const price = size * (3_600 + place * 1_500 + (built - 1950) * 9) * (0.94 + random() * 0.12)
    const cells = [
      `${date}.${month}.${year}`,
      `${Math.round(price).toLocaleString('de-DE')},00`,
      `${size},0`,
      `${1 + Math.round(size / 35)}`,
      `${built}`,
      place < 0.5 ? '50667' : '50674',
      `Lindenweg ${i}`,
      latitude.toFixed(5).replace('.', ','),
      longitude.toFixed(5).replace('.', ','),
    ]
    return cells.join(';')
  })
  const head = 'Kaufdatum;Kaufpreis (€);Wohnfläche m²;Zimmer;Baujahr;PLZ;Straße;Breitengrad;Längengrad'
  return [head, ...rows].join('\r\n')
}
