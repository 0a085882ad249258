import { Card, CardHeader } from '@/components/ui/card'

export function HelpTopic({ id, title, children }: { id: string; title: string; children: React.ReactNode }) {
  return (
    <Card aria-labelledby={`help-${id}`}>
      <CardHeader id={`help-${id}`} title={title} />
      <div className="max-w-prose space-y-3 leading-relaxed">{children}</div>
    </Card>
  )
}
