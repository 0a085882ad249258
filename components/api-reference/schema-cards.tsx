import { Card, CardHeader } from '@/components/ui/card'
import type { SchemaView } from '@/lib/api/reference/reference'
import { FieldsTable } from './fields-table'

export function SchemaCards({ schemas }: { schemas: SchemaView[] }) {
  return schemas.map(({ id, name, fields }) => (
    <Card key={id} id={id} aria-labelledby={`${id}-title`} className="scroll-mt-6">
      <CardHeader id={`${id}-title`} title={name} />
      <FieldsTable label={`Fields of ${name}`} fields={fields} />
    </Card>
  ))
}
