/**
 * When a page was opened at an anchor, the router appends the next link's anchor to it: "#plans#plans". This keeps only
 * the last anchor. It is a string because it runs before any other script of the page.
 */
export const LAST_ANCHOR = `(() => {
  for (const name of ['pushState', 'replaceState']) {
    const write = history[name]
    history[name] = function (state, unused, url) {
      return write.call(this, state, unused, url == null ? url : String(url).replace(/#.*#/, '#'))
    }
  }
})()`
