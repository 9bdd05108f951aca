import { z } from 'zod'
import { civilDate, id, instant, page, paging } from './common.ts'
import { route } from './route.ts'

/** One thing that waits for me (待办): what, since when, until when, and where to open it. */
export const todo = z.object({
  kind: z.string(),
  subjectKind: z.enum([
    'proposal',
    'memberChange',
    'calendar',
    'mutualAppraisal',
    'appraisal',
    'publication',
    'awardRound',
    'assessment',
    'activity',
    'vote',
    'dutyRecord',
    'dutyObjection',
    'dutyReport',
  ]),
  subjectId: id,
  title: z.string(),
  note: z.string(),
  since: instant,
  dueOn: civilDate.nullable(),
})
export type Todo = z.infer<typeof todo>

/** A heading of the workbench with its first matters; `count` stops at `countLimit`. */
export const todoGroup = z.object({ kind: z.string(), count: z.int(), countLimit: z.int(), items: z.array(todo) })
export type TodoGroup = z.infer<typeof todoGroup>

export const notice = z.object({
  id,
  kind: z.string(),
  subjectKind: z.string(),
  subjectId: id,
  title: z.string(),
  words: z.string(),
  at: instant,
  readAt: instant.nullable(),
})
export type Notice = z.infer<typeof notice>

export const workbenchRoutes = {
  getWorkbench: route({
    method: 'GET',
    path: '/workbench',
    summary: 'What waits for me, and what is new.',
    access: 'signedIn',
    response: z.object({
      groups: z.array(todoGroup),
      notices: z.array(notice),
      /** There are older ones than these: see `listNotices`. */
      olderNotices: z.boolean(),
      /** Stops at `unreadLimit`. */
      unreadNotices: z.int(),
      unreadLimit: z.int(),
    }),
  }),
  listNotices: route({
    method: 'GET',
    path: '/notices',
    summary: 'All my notices, newest first.',
    access: 'signedIn',
    query: z.object(paging),
    response: page(notice),
  }),
  readNotices: route({
    method: 'POST',
    path: '/notices/read',
    summary: 'Mark notices as read: those named, or all until a time.',
    access: 'signedIn',
    body: z.object({
      ids: z.array(id).max(200).default([]),
      /** All that are not newer than this, also those on no page yet. */
      until: z.iso.datetime().optional(),
    }),
    response: z.object({}),
  }),
}
