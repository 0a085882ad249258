/** A list of terms: the name on the left, the amount or date on the right. */
export function Terms({ lines }: { lines: { term: string; words: string }[] }) {
  return (
    <dl className="grid gap-2.5 text-sm">
      {lines.map(({ term, words }) => (
        <div key={term} className="flex justify-between gap-6">
          <dt className="text-muted">{term}</dt>
          <dd className="text-right font-medium">{words}</dd>
        </div>
      ))}
    </dl>
  )
}
