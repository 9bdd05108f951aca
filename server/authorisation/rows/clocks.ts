import type { clockRoutes } from '#contract/clocks.ts'
import { all, away, type Row, row } from '../row.ts'

const administrator = {
  home: all('denied', { systemAdmin: 'ok' }),
  away: away('denied', { systemAdmin: 'ok' }),
}
const file = { name: '2026.json', bytes: Buffer.from('{"holidays":{"2026-01-01":"元旦"}}', 'utf8') }

export const rows: Record<keyof typeof clockRoutes, Row> = {
  // The calendar is the same for everybody, as on any wall.
  getCalendarYear: row({ request: () => ({ params: { year: '2026' } }), home: all('ok'), away: away('ok') }),
  // A version nobody has seen: let through, and refused as stale. An entered calendar would be there for good.
  enterCalendarYear: row({
    request: () => ({
      params: { year: '2026' },
      body: {
        version: 99,
        source: '通知',
        holidays: ['01-01', '05-01', '10-01', '10-02', '10-03'].map((day) => ({ date: `2026-${day}`, name: '放假' })),
        makeUpDays: [],
      },
    }),
    ...administrator,
  }),
  readCalendarFile: row({ request: () => ({ files: [file] }), ...administrator }),
}
