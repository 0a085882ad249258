import { expect, it } from 'vitest'
import { templateFor } from './template-for'

const template = (id: string, ...fields: string[]) => ({ id, subject: id, used: { fields } })
const templates = [
  template('welcome', 'first_name'),
  template('update', 'area', 'figure'),
  template('report', 'area', 'figure', 'report_url'),
  template('other report', 'area', 'figure', 'report_url'),
]

it('chooses the template that shows most of what is known', () => {
  expect(templateFor({ area: 'Green Lake', figure: 'x', report_url: 'y' }, templates)?.id).toBe('report')
  expect(templateFor({ area: 'Green Lake', figure: 'x' }, templates)?.id).toBe('update')
  expect(templateFor({ property_address: '1 High Street' }, templates)).toBeNull()
  expect(templateFor({ area: 'Green Lake' }, [])).toBeNull()
})
