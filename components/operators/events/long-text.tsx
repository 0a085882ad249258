/** Text of machines, such as a payload or a stack: it scrolls in a frame of its own, by keyboard too. */
export function LongText({ label, text }: { label: string; text: string }) {
  return (
    <section
      aria-label={label}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard.
      tabIndex={0}
      className="mt-2 max-h-96 overflow-auto rounded-control border border-line bg-sunken p-3"
    >
      <pre className="text-xs">{text}</pre>
    </section>
  )
}
