import { z } from 'zod'
import { exportFormat, id } from './common.ts'
import { route } from './route.ts'

/** What proposals are counted by. */
export const statisticsDimension = z.enum(['kind', 'category', 'unit', 'sector', 'year'])
export type StatisticsDimension = z.infer<typeof statisticsDimension>

const ratings = z.object({ satisfied: z.int(), basicallySatisfied: z.int(), dissatisfied: z.int() })

/** The figures of one group. `classes` in the order of the reply classes in force; adopted and implemented by the classes
 *  the settings name. */
export const figures = z.object({
  received: z.int(),
  registered: z.int(),
  assigned: z.int(),
  answered: z.int(),
  adopted: z.int(),
  implemented: z.int(),
  classes: z.array(z.int()),
  handling: ratings,
  result: ratings,
})
export type Figures = z.infer<typeof figures>

export const statisticsGroup = figures.extend({
  /** Code, id or year; empty: none given. */
  key: z.string(),
  name: z.string(),
})
export type StatisticsGroup = z.infer<typeof statisticsGroup>

export const statistics = z.object({
  total: figures,
  /** The same of the year before; null where no year is chosen. */
  before: figures.nullable(),
  replyClasses: z.array(z.object({ code: z.string(), name: z.string() })),
  by: z.object({
    kind: z.array(statisticsGroup),
    category: z.array(statisticsGroup),
    unit: z.array(statisticsGroup),
    sector: z.array(statisticsGroup),
    year: z.array(statisticsGroup),
  }),
})
export type Statistics = z.infer<typeof statistics>

const filters = {
  year: z.coerce.number().int().min(1949).max(2200).optional(),
  termId: id.optional(),
  sessionId: id.optional(),
}

export const statisticsRoutes = {
  getProposalStatistics: route({
    method: 'GET',
    path: '/statistics/proposals',
    summary:
      'Received, registered, answered, adopted, implemented, satisfied; by class, category, unit, sector and year.',
    access: 'signedIn',
    query: z.object(filters),
    response: statistics,
  }),
  exportProposalStatistics: route({
    method: 'GET',
    path: '/statistics/proposals/export',
    summary: 'One table of the statistics as a file.',
    access: 'signedIn',
    query: z.object({ ...filters, by: statisticsDimension, format: exportFormat }),
    download: true,
  }),
}
