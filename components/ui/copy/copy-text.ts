/**
 * Puts text on the clipboard. Browsers give no clipboard to pages without HTTPS, and people can refuse it; both are
 * "failed".
 */
export async function copyText(text: string): Promise<'copied' | 'failed'> {
  try {
    await navigator.clipboard.writeText(text)
    return 'copied'
  } catch {
    return 'failed'
  }
}
