import { renderToStaticMarkup } from 'react-dom/server'
import { expect, test } from 'vitest'
import { pageLinks } from './page-links'
import { Pagination } from './pagination'

const asked = { search: 'oak', filter: 'ready' }

test('pageLinks keeps search, filter and other parameters and only changes the position', () => {
  const page = { nextBefore: '5-b', previousAfter: '9-a' }
  expect(pageLinks('/reports', { ...asked, before: '9-z' }, page)).toEqual({
    previous: '/reports?q=oak&show=ready&after=9-a',
    next: '/reports?q=oak&show=ready&before=5-b',
  })
  const options = { prefix: 'files-', kept: { 'listings-before': '7-c', other: undefined }, hash: '#files' }
  expect(pageLinks('/feed', {}, page, options).next).toBe('/feed?listings-before=7-c&files-before=5-b#files')
})

test('pageLinks links an empty page back to the newest', () => {
  const empty = { nextBefore: null, previousAfter: null }
  expect(pageLinks('/reports', { ...asked, before: '1-a' }, empty)).toEqual({
    previous: '/reports?q=oak&show=ready',
    next: null,
  })
  expect(pageLinks('/reports', asked, empty)).toEqual({ previous: null, next: null })
})

test('Pagination is a labeled navigation of plain links with rel attributes', () => {
  const html = renderToStaticMarkup(<Pagination label="Pages of reports" previous="/a" next="/b" />)
  expect(html).toContain('<nav aria-label="Pages of reports"')
  expect(html).toMatch(/<a [^>]*rel="prev"[^>]*href="\/a"[^>]*>Newer<\/a>/)
  expect(html).toMatch(/<a [^>]*rel="next"[^>]*href="\/b"[^>]*>Older<\/a>/)
  const ordered = renderToStaticMarkup(<Pagination label="Rows" previous="/a" next="/b" sorted="in-order" />)
  expect(ordered).toMatch(/>Previous<[\s\S]*>Next</)
  expect(renderToStaticMarkup(<Pagination label="Rows" previous={null} next={null} />)).toBe('')
})
