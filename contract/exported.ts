import { z } from 'zod'
import { exportFormat } from './common.ts'

/** Of a list taken along as a file. `within` given: what a search of it found, in its order, instead of the list. */
export const exported = {
  format: exportFormat,
  within: z.enum(['all', 'title']).optional(),
  order: z.enum(['relevance', 'date']).default('relevance'),
}
