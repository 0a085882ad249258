/**
 * The router keeps the anchor of a page that was opened at one, and appends that of the next link to it: "#plans#plans".
 * The last one is the one that was meant. As text, since it runs before any other script of the page.
 */
export const LAST_ANCHOR = `(() => {
  for (const name of ['pushState', 'replaceState']) {
    const write = history[name]
    history[name] = function (state, unused, url) {
      return write.call(this, state, unused, url == null ? url : String(url).replace(/#.*#/, '#'))
    }
  }
})()`

export function AddressAnchors({ nonce }: { nonce: string | undefined }) {
  // biome-ignore lint/security/noDangerouslySetInnerHtml: words of ours; as text they would be escaped.
  return <script nonce={nonce} suppressHydrationWarning dangerouslySetInnerHTML={{ __html: LAST_ANCHOR }} />
}
