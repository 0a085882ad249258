/** More retries than a page's connection is likely to need. */
const MAX_TRIES = 20

/**
 * Loads code on demand. While the browser is offline it waits for the connection instead of failing, because a menu that
 * can't open must not replace the page and its form entries with an error.
 */
export const whenOnline =
  <T>(load: () => Promise<T>) =>
  async (): Promise<T> => {
    for (let tries = 1; ; tries += 1) {
      try {
        return await load()
      } catch (error) {
        if (navigator.onLine || tries === MAX_TRIES) throw error
        await new Promise((resolve) => addEventListener('online', resolve, { once: true }))
      }
    }
  }
