'use client'

/** Shown when the root layout fails. Renders its own document, because nothing else may have loaded. */
export default function GlobalError({ retry }: { error: unknown; retry: () => void }) {
  return (
    <html lang="en">
      <body
        style={{
          fontFamily: 'system-ui, sans-serif',
          margin: '15vh auto',
          maxWidth: '28rem',
          padding: '0 1rem',
        }}
      >
        <title>Market Trak</title>
        <h1>Something went wrong</h1>
        <p>We couldn’t load Market Trak. Try again. If it keeps happening, contact us.</p>
        <button type="button" onClick={() => retry()}>
          Try again
        </button>
      </body>
    </html>
  )
}
