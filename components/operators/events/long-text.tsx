/** Long technical text, such as a payload or stack trace, in a frame that also scrolls by keyboard. */
export function LongText({ label, text }: { label: string; text: string }) {
  return (
    <section
      aria-label={label}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: scrollable content must be reachable by keyboard.
      tabIndex={0}
      className="mt-2 max-h-96 overflow-auto rounded-control border border-line bg-sunken p-3"
    >
      <pre className="text-xs">{text}</pre>
    </section>
  )
}
