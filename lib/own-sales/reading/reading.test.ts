import { describe, expect, test } from 'vitest'
import { code } from '@/lib/core/testing'
import { guessNotation, readDay, readNumber } from './notation'
import { parseSales } from './parse-sales'
import { readReso } from './read-reso'
import { decodeText, readCsv, type SalesTable } from './read-table'
import { guessSaleFields } from './sale-fields'

const attempt = async (work: () => unknown) => work()

/** Reads a table as the upload page does when its guesses are confirmed. */
function read(table: SalesTable) {
  const sample = table.rows.slice(0, 200).map(({ cells }) => cells)
  const fields = guessSaleFields(table.columns, sample)
  const guess = guessNotation(table.columns, fields, sample)
  const rows = [...parseSales(table, { ...guess, fields }, '2026-11-28')]
  return {
    fields,
    guess,
    sales: rows.flatMap((row) => ('sale' in row ? row.sale : [])),
    refused: rows.flatMap((row) => ('reason' in row ? [{ line: row.line, reason: row.reason }] : [])),
  }
}

describe('R51: files of sales are understood by their headers and cells', () => {
  test.each([
    [
      'American',
      'Sold Date,Sold Price,SqFt Living,Lot Size,Beds,Baths,Year Built,Address,Zip,Lat,Long\n03/31/2026,"$1,250,000","2,150","5,000",3,2.5,1988,"1 Hill St, Unit 2",02139,42.3601,-71.0942',
      { decimal: 'point', dayOrder: 'month-first', currency: 'usd', areaUnit: 'sqft' },
      {
        soldOn: '2026-03-31',
        price: 1_250_000,
        livingArea: 2_150,
        area: '02139',
        bathrooms: 2.5,
        lotArea: 5_000,
      },
    ],
    [
      'German',
      'Kaufdatum;Kaufpreis (€);Wohnfläche m²;Grundstück;Zimmer;Baujahr;Straße;PLZ;Ort;Breitengrad;Längengrad\n05.03.2026;485.000,00;92,5;310,0;4;1974;Lindenweg 3;50667;Köln;50,9375;6,9603',
      { decimal: 'comma', dayOrder: 'day-first', currency: 'eur', areaUnit: 'm2' },
      {
        soldOn: '2026-03-05',
        price: 485_000,
        livingArea: 92.5,
        area: '50667',
        yearBuilt: 1974,
        latitude: 50.9375,
      },
    ],
    [
      'French',
      'Date mutation;Valeur fonciere;Surface reelle bati;Surface terrain;Nombre pieces;Code postal;Nom commune;latitude;longitude\n2026-02-14;312000,00;71;0;3;69003;Lyon;45.7597;4.8422',
      { decimal: 'comma', dayOrder: 'iso', currency: 'eur', areaUnit: 'm2' },
      { soldOn: '2026-02-14', price: 312_000, livingArea: 71, area: '69003' },
    ],
    [
      'Spanish',
      'Fecha de venta\tPrecio €\tSuperficie (m2)\tDormitorios\tBaños\tCódigo postal\tCiudad\n7/1/2026\t250.000\t84\t3\t1\t08001\tBarcelona',
      { decimal: 'comma', dayOrder: 'day-first', currency: 'eur', areaUnit: 'm2' },
      { soldOn: '2026-01-07', price: 250_000, livingArea: 84, bedrooms: 3, bathrooms: 1, area: '08001' },
    ],
    [
      'British without coordinates',
      'Completion date,Price paid,Floor area sq ft,Bedrooms,Postcode,Street\n28/02/2026,£625000,980,2,SW1A 1AA,Mall',
      { decimal: 'point', dayOrder: 'day-first', currency: 'gbp', areaUnit: 'sqft' },
      { soldOn: '2026-02-28', price: 625_000, livingArea: 980, area: 'SW1A 1AA', latitude: null },
    ],
    [
      'Polish',
      'Data transakcji;Cena zł;Powierzchnia;Kod pocztowy;Miasto;Rok budowy\n15.06.2026;899 000,00;61,2;00-001;Warszawa;2011',
      { decimal: 'comma', dayOrder: 'day-first', currency: 'pln', areaUnit: 'm2' },
      { soldOn: '2026-06-15', price: 899_000, livingArea: 61.2, area: '00-001' },
    ],
  ])('%s', (_name, text, guess, sale) => {
    const result = read(readCsv(text))
    expect(result.refused).toEqual([])
    expect(result.guess).toEqual(guess)
    expect(result.sales).toMatchObject([sale])
  })

  test('RESO listings, with other units converted and listings that have not closed refused', () => {
    const listing = {
      ListingKey: 'A1',
      StandardStatus: 'Closed',
      CloseDate: '2026-05-04',
      ClosePrice: 730000,
      LivingArea: 1840,
      LivingAreaUnits: 'Square Feet',
      LotSizeArea: 0.25,
      LotSizeUnits: 'Acres',
      BedroomsTotal: 3,
      BathroomsFull: 2,
      BathroomsHalf: 1,
      YearBuilt: 1999,
      UnparsedAddress: '12 Elm St',
      PostalCode: '97202',
      City: 'Portland',
      Latitude: 45.48,
      Longitude: -122.63,
    }
    const value = [
      listing,
      { ...listing, ListingKey: 'A2', LivingArea: 100, LivingAreaUnits: 'Square Meters' },
      { ...listing, ListingKey: 'A3', StandardStatus: 'Active' },
      { ...listing, ListingKey: 'A4', CloseDate: null },
    ]
    const { sales, refused, guess } = read(readReso(JSON.stringify({ '@odata.context': 'x', value })))
    expect(guess).toMatchObject({ areaUnit: 'sqft', currency: 'usd', dayOrder: 'iso' })
    expect(sales[0]).toMatchObject({
      soldOn: '2026-05-04',
      price: 730_000,
      livingArea: 1_840,
      lotArea: 10_890,
      bathrooms: 2.5,
      area: '97202',
      address: '12 Elm St',
      latitude: 45.48,
    })
    expect(sales[1]?.livingArea).toBeCloseTo(1_076.39)
    expect(refused).toEqual([
      { line: 3, reason: 'Not sold: Active' },
      { line: 4, reason: 'No sale date' },
    ])
  })
})

test('R51: every row that is not a sale has its line and reason', () => {
  const text = [
    'date,price,area,zip,lat,lng',
    '2026-01-02,500000,900,98103,47.6,-122.3',
    '2026-02-30,500000,900,98103,47.6,-122.3',
    '2027-01-01,500000,900,98103,47.6,-122.3',
    '2026-01-02,none,900,98103,47.6,-122.3',
    '2026-01-02,500000,,98103,47.6,-122.3',
    '2026-01-02,500000,900,,47.6,-122.3',
    '2026-01-02,500000,900,98103,47.6,',
    '2026-01-02,500000,900,98103,0,0',
  ].join('\r\n')
  const { sales, refused } = read(readCsv(text))
  expect(sales).toHaveLength(2)
  expect(refused).toEqual([
    { line: 3, reason: 'The sale date can’t be read: 2026-02-30' },
    { line: 4, reason: 'The sale date is in the future' },
    { line: 5, reason: 'The price can’t be read: none' },
    { line: 6, reason: 'No living area' },
    { line: 7, reason: 'No postal code or city' },
    { line: 8, reason: 'The location can’t be read: 47.6, ' },
  ])
})

test('the same sale has the same key in another file, and a second sale of the home another one', () => {
  const keys = (text: string) => read(readCsv(text)).sales.map(({ saleKey }) => saleKey)
  const [one, two] = keys(
    'date,price,area,zip,address\n2026-01-02,500000,900,98103,1 Elm\n2026-06-02,600000,900,98103,1 Elm',
  )
  const [again] = keys('zip;address;area;price;date\n98103;1 ELM;900;500000;2026-01-02')
  expect(again).toBe(one)
  expect(two).not.toBe(one)
})

test('readNumber and readDay read what files write', () => {
  expect(readNumber('1.250.000,50 €', 'comma')).toBe(1_250_000.5)
  expect(readNumber('$ 1,250,000', 'point')).toBe(1_250_000)
  expect(readNumber('1 250 000', 'comma')).toBe(1_250_000)
  expect(readNumber('92,5 m²', 'comma')).toBe(92.5)
  expect(readNumber("CHF 1'200'000", 'point')).toBe(1_200_000)
  expect(['', 'abc', '1-2', '--5'].map((cell) => readNumber(cell, 'point'))).toEqual([null, null, null, null])
  expect(readDay('3/4/26', 'month-first')).toBe('2026-03-04')
  expect(readDay('3/4/26', 'day-first')).toBe('2026-04-03')
  expect(readDay('20150331T000000', 'iso')).toBe('2015-03-31')
  expect(readDay('31.02.2026', 'day-first')).toBeNull()
})

test('R41: files that are not tables are refused, and text is decoded', async () => {
  expect(await code(attempt(() => readCsv('a,b\n')))).toBe('file.empty')
  expect(await code(attempt(() => readCsv(`a\n${'1\n'.repeat(40_001)}`)))).toBe('file.too-long')
  expect(await code(attempt(() => readReso('<html>')))).toBe('file.unreadable')
  expect(await code(attempt(() => readReso('{"value":[]}')))).toBe('file.empty')
  expect(decodeText(new Uint8Array([0x46, 0x6c, 0xe4, 0x63, 0x68, 0x65]))).toBe('Fläche')
  expect(decodeText(new Uint8Array([0xff, 0xfe, 0x41, 0x00]))).toBe('A')
})
