import { renderToStaticMarkup } from 'react-dom/server'
import { expect, test } from 'vitest'
import { DownloadLink } from './download-link'

test('R13: a DownloadLink is a plain link that the browser saves', () => {
  expect(renderToStaticMarkup(<DownloadLink href="/api/x">PDF</DownloadLink>)).toMatch(
    /^<a href="\/api\/x" download="" class="[^"]+">PDF<\/a>$/,
  )
  expect(
    renderToStaticMarkup(
      <DownloadLink href="/f" fileName="Feed.xml" variant="text">
        Feed
      </DownloadLink>,
    ),
  ).toContain('download="Feed.xml"')
})

test('R34: a DownloadLink that may require confirmation lets the browser open that page', () => {
  const html = renderToStaticMarkup(
    <DownloadLink href="/api/contacts/export" mayAskToConfirm>
      CSV
    </DownloadLink>,
  )
  expect(html).not.toContain('download')
})
