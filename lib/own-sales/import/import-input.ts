import { z } from 'zod'
import { areaUnits } from '@/db/schema/work/own-sales'
import { dayOrders, decimalMarks } from '../reading/notation'
import { saleFields } from '../reading/sale-fields'

const Field = z.enum(saleFields)

/** How a file is read and where its sales go, as the form submits it and as it is stored with the import. */
export const SaleImportInput = z.object({
  id: z.uuid(),
  /** The field of each column, in the order of the file. */
  column: z.union([Field.transform((field) => [field]), z.array(Field).max(250)]),
  decimal: z.enum(decimalMarks),
  dayOrder: z.enum(dayOrders),
  /** An existing data set, or blank for a new one. */
  setId: z.union([z.literal('').transform(() => null), z.uuid()]),
  /** Of a new data set. An existing one has its own. */
  name: z.string().trim().max(60, 'Use up to 60 characters.'),
  currency: z
    .string()
    .trim()
    .toLowerCase()
    .regex(/^[a-z]{3}$/, 'Enter the three letters of the currency.'),
  areaUnit: z.enum(areaUnits),
})
export type SaleImportInput = z.output<typeof SaleImportInput>

/** The part that is stored for the job. */
export const SaleMapping = SaleImportInput.pick({ column: true, decimal: true, dayOrder: true })
export type SaleMapping = z.output<typeof SaleMapping>
