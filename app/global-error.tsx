'use client'

/** When even the layout fails: it brings its own document, since nothing of ours is sure to be there. */
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
        <h1>Market Trak could not be shown</h1>
        <p>Something went wrong on our side.</p>
        <button type="button" onClick={() => retry()}>
          Try again
        </button>
      </body>
    </html>
  )
}
