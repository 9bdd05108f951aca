import { useQuery } from '@tanstack/react-query'
import { Button } from 'antd'
import { useRef, useState } from 'react'
import type { Activity } from '#contract/activities.ts'
import { type ActivityPaper, activityRecordRoutes, paperRights } from '#contract/activity-records.ts'
import { publicActivityRoutes } from '#contract/public-activities.ts'
import { apiQuery, call, routeUrl } from '../../shared/api.ts'
import { LinkButton } from '../../shared/link-button.tsx'
import { Attachments } from '../../shared/matter/attachments.tsx'
import { Section } from '../../shared/page.tsx'
import { QueryState } from '../../shared/query-state.tsx'
import { toast, toastError } from '../../shared/toast.tsx'

type PaperRights = ActivityPaper['rights']
const rightsWords: Record<PaperRights, string> = { invitees: '只给受邀的', members: '给全体委员', public: '给公众' }

/** The papers of an activity, and for who runs it adding and taking off. */
export function Papers({ one, done }: { one: Activity; done: () => Promise<unknown> }) {
  const params = { id: one.id }
  const query = useQuery(apiQuery(activityRecordRoutes.listPapersOfActivity, { params }))
  const [busy, setBusy] = useState(false)
  const arranges = one.actions.includes('arrange')
  const publishes = one.actions.includes('publish')
  if (!arranges && (query.data?.items.length ?? 0) === 0) return null
  const run = async (work: () => Promise<unknown>, said: string) => {
    setBusy(true)
    try {
      await work()
      toast(said)
    } catch (error) {
      toastError(error)
    } finally {
      setBusy(false)
      await done()
    }
  }
  const again = (file: File) =>
    query.data?.items.some(({ name }) => name === file.name) &&
    !window.confirm(`已经有一份“${file.name}”了，再添一份？`)
  const add = (rights: ActivityPaper['rights']) => async (file: File) => {
    if (again(file)) return
    await run(
      () => call(activityRecordRoutes.addActivityPaper, { params, query: { rights } }, { files: [file] }),
      `已添${file.name}`,
    )
  }
  const remove = (paper: { fileId: string; name: string }) =>
    run(
      () => call(activityRecordRoutes.removeActivityPaper, { params: { ...params, fileId: paper.fileId } }),
      `${paper.name}已撤下`,
    )
  const allow = (paper: { fileId: string; name: string }, rights: PaperRights) =>
    run(
      () =>
        call(publicActivityRoutes.setPaperRights, { params: { ...params, fileId: paper.fileId }, body: { rights } }),
      `${paper.name}：${rightsWords[rights]}`,
    )
  return (
    <Section
      title="会议材料"
      actions={
        arranges && (
          <>
            <AddButton words="添给受邀的" busy={busy} onFile={add('invitees')} />
            <AddButton words="添给全体委员" busy={busy} onFile={add('members')} />
            {publishes && <AddButton words="添给公众" busy={busy} onFile={add('public')} />}
          </>
        )
      }
    >
      <QueryState
        query={query}
        lines={2}
        isEmpty={({ items }) => items.length === 0}
        empty={<p className="faint">还没有材料。议程、讲义、名单都可以放在这里，委员在手机上看。</p>}
      >
        {({ items }) => (
          <Attachments
            files={items}
            href={({ fileId }) => routeUrl(activityRecordRoutes.getActivityPaper, { params: { ...params, fileId } })}
            action={(file) => {
              const rights = items.find((paper) => paper.fileId === file.fileId)?.rights ?? 'invitees'
              if (!arranges && !publishes) return null
              const offered = paperRights.options.filter(
                (option) => option === rights || (option === 'public' ? publishes : arranges || rights === 'public'),
              )
              return (
                <>
                  <select
                    className="select paper-rights"
                    aria-label={`${file.name}给谁看`}
                    value={rights}
                    disabled={busy || offered.length < 2}
                    onChange={(event) => void allow(file, event.target.value as PaperRights)}
                  >
                    {offered.map((option) => (
                      <option key={option} value={option}>
                        {rightsWords[option]}
                      </option>
                    ))}
                  </select>{' '}
                  {arranges && (
                    <LinkButton
                      disabled={busy}
                      aria-label={`撤下${file.name}`}
                      onClick={() => {
                        if (window.confirm(`撤下“${file.name}”？委员将不能再看。`)) void remove(file)
                      }}
                    >
                      撤下
                    </LinkButton>
                  )}
                </>
              )
            }}
          />
        )}
      </QueryState>
    </Section>
  )
}

function AddButton({ words, busy, onFile }: { words: string; busy: boolean; onFile: (file: File) => Promise<void> }) {
  const input = useRef<HTMLInputElement>(null)
  return (
    <>
      <Button disabled={busy} onClick={() => input.current?.click()}>
        {words}
      </Button>
      <input
        ref={input}
        type="file"
        hidden
        aria-label={words}
        onChange={(event) => {
          const file = event.target.files?.[0]
          event.target.value = ''
          if (file) void onFile(file)
        }}
      />
    </>
  )
}
