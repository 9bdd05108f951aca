import type { recognitionRoutes } from '#contract/recognition.ts'
import { all, away, type Row, row } from '../row.ts'
import { byOffice, hidden, readers, roundIn } from './assessments.ts'

export const rows: Record<keyof typeof recognitionRoutes, Row> = {
  listRecognitions: row({ request: () => ({}), home: all('denied', readers), away: away('denied', readers) }),
  giveRecognition: row({
    request: (world) => ({
      body: {
        kind: 'outstandingMember',
        title: '优秀委员',
        memberIds: [world.home.people.proposer.memberId!],
        year: 2026,
        reason: '',
        givenBy: '主席会议',
        givenOn: '2026-01-10',
      },
    }),
    home: all('denied', byOffice),
    // The office over there may give, but not to this member: 400 would say nothing about rights.
    away: away('denied', byOffice),
  }),
  revokeRecognition: row({
    prepare: (world) => roundIn(world, 'checking'),
    request: (_, { recognitionId }) => ({ params: { id: recognitionId }, body: { note: '有误' } }),
    home: all('denied', byOffice),
    away: hidden,
  }),
  exportRecognitions: row({
    request: () => ({ query: { format: 'csv' } }),
    home: all('denied', readers),
    away: away('denied', readers),
  }),
  getCertificate: row({
    prepare: (world) => roundIn(world, 'checking'),
    request: (_, { recognitionId }) => ({ params: { id: recognitionId } }),
    home: all('hidden', { ...readers, leader: 'denied', proposalOffice: 'denied', otherMember: 'denied' }),
    away: hidden,
  }),
  getCertificates: row({
    // Nobody of that name: the rights are asked, no papers are made.
    request: () => ({ query: { q: '没有这个人' } }),
    home: all('denied', byOffice),
    away: away('denied', byOffice),
  }),
}
