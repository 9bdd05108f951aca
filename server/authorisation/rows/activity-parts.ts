import type { activityPartRoutes } from '#contract/activity-parts.ts'
import { written } from '#features/activities/activities.fixtures.ts'
import { away, type Row, row } from '../row.ts'
import { activityIn, organising, told } from './activities.ts'
import { only } from './proposals.ts'

const { startsAt, endsAt } = written

export const rows: Record<keyof typeof activityPartRoutes, Row> = {
  addParts: row({
    prepare: (world) => activityIn(world, 'announced'),
    request: ({ home }, id) => ({
      params: { id },
      body: {
        kind: 'plenarySubMeeting',
        startsAt,
        endsAt,
        halfDays: 1,
        parts: [{ groupId: home.sectorId, title: '经济界分组讨论', place: '' }],
      },
    }),
    home: only(organising, told),
    away: away('hidden'),
  }),
  announceParts: row({
    prepare: (world) => activityIn(world, 'announced'),
    request: (_, id) => ({ params: { id }, body: {} }),
    home: only(organising, told),
    away: away('hidden'),
  }),
}
