import { z } from 'zod'

/** The fields of a home. Their ranges are checked by the form's rules (lib/valuations/home-input.ts). */
export const homeFields = {
  zipCode: z.string(),
  latitude: z.number(),
  longitude: z.number(),
  livingSqft: z.number().describe('250 to 15,000, including the basement'),
  basementSqft: z.number(),
  lotSqft: z.number(),
  bedrooms: z.number(),
  bathrooms: z.number(),
  floors: z.number(),
  yearBuilt: z.number(),
  yearRenovated: z.number().describe('0 if it was not renovated'),
  condition: z.number().describe('1 (poor) to 5 (very good)'),
  grade: z.number().describe('Build quality, 3 to 13; 7 is average'),
  view: z.number().describe('0 (none) to 4 (excellent)'),
  waterfront: z.boolean(),
}
