import type { publicActivityRoutes } from '#contract/public-activities.ts'
import { away, type Row, row } from '../row.ts'
import type { Asker } from '../world.ts'
import { organising, told } from './activities.ts'
import { furnished } from './activity-records.ts'
import { only } from './proposals.ts'

function act(actors: Asker[], given: (subject: { id: string; fileId: string }) => object): Row {
  return row({
    prepare: (world) => furnished(world, true),
    request: (_, subject) => given(subject),
    home: only(actors, told),
    away: away('hidden'),
  })
}
const text = { title: '委员学习培训', place: '', words: '', recordIds: [] }

export const rows: Record<keyof typeof publicActivityRoutes, Row> = {
  getPublicActivityText: act(organising, ({ id }) => ({ params: { id } })),
  publishActivity: act(organising, ({ id }) => ({ params: { id }, body: text })),
  retractActivity: act(organising, ({ id }) => ({ params: { id } })),
  setPaperRights: act(organising, ({ id, fileId }) => ({ params: { id, fileId }, body: { rights: 'public' } })),
}
