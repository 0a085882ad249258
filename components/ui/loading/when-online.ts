/** More often than a connection comes and goes while one page is open. */
const MOST_TRIES = 20

/**
 * Fetches code that a page needs later. While the browser is offline it waits for the connection instead of failing: a
 * menu that cannot open must not replace the page, and what was typed, by an error.
 */
export const whenOnline =
  <T>(load: () => Promise<T>) =>
  async (): Promise<T> => {
    for (let tries = 1; ; tries += 1) {
      try {
        return await load()
      } catch (error) {
        if (navigator.onLine || tries === MOST_TRIES) throw error
        await new Promise((resolve) => addEventListener('online', resolve, { once: true }))
      }
    }
  }
