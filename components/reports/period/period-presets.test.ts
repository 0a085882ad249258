import { expect, test } from 'vitest'
import { periodPresets } from './period-presets'

test('periodPresets counts full months back from the last recorded day', () => {
  expect(periodPresets({ from: '2014-05-02', to: '2015-03-31' })).toEqual([
    { label: 'Last month', from: '2015-03-01', to: '2015-03-31' },
    { label: 'Last 3 months', from: '2015-01-01', to: '2015-03-31' },
    { label: 'Last 6 months', from: '2014-10-01', to: '2015-03-31' },
    { label: 'All records', from: '2014-05-02', to: '2015-03-31' },
  ])
})

test('periodPresets omits periods that start before the records', () => {
  const labels = periodPresets({ from: '2015-02-15', to: '2015-03-31' }).map(({ label }) => label)
  expect(labels).toEqual(['Last month', 'All records'])
})
