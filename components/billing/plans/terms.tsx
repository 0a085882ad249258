/** What something means, a line each: on the left what, on the right how much or when. */
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
