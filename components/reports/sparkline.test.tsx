import { renderToStaticMarkup } from 'react-dom/server'
import { expect, test } from 'vitest'
import { Sparkline } from './sparkline'

const pathOf = (values: (number | null)[]) =>
  / d="([^"]*)"/.exec(renderToStaticMarkup(<Sparkline values={values} />))?.[1]

test('Sparkline draws higher prices higher and leaves a gap for a month without a median', () => {
  const path = pathOf([300, 400, null, 500, 350]) ?? ''
  expect(path.match(/M/g)).toHaveLength(2)
  const heights = [...path.matchAll(/ ([\d.]+)(?=[ML]|$)/g)].map(([, y]) => Number(y))
  expect(heights).toHaveLength(4)
  expect(Math.min(...heights)).toBe(heights[2])
  expect(Math.max(...heights)).toBe(heights[0])
})

test('Sparkline draws nothing for fewer than two medians, and a flat line for equal ones', () => {
  expect(renderToStaticMarkup(<Sparkline values={[null, 5, null]} />)).toBe('')
  expect(pathOf([5, 5])).not.toContain('NaN')
})
