import './duty.css'
import { useQuery } from '@tanstack/react-query'
import { useParams } from '@tanstack/react-router'
import { Button } from 'antd'
import { useState } from 'react'
import { type DutyArchive, dutyArchiveRoutes as r } from '#contract/duty-archives.ts'
import { apiQuery } from '../../shared/api.ts'
import { Instant } from '../../shared/date-text.tsx'
import { formatCivil, today } from '../../shared/dates.ts'
import { download } from '../../shared/download-button.tsx'
import { Filters, SelectFilter } from '../../shared/filters.tsx'
import { StateTag } from '../../shared/matter/state-tag.tsx'
import { Facts, Page, Section } from '../../shared/page.tsx'
import { EmptyState, QueryState } from '../../shared/query-state.tsx'
import { hasRole, useMe } from '../../shared/session.tsx'
import { toastError } from '../../shared/toast.tsx'
import { useListState } from '../../shared/url-state.ts'
import { ordinal } from '../../shared/words.ts'
import { aboutLine } from './duty-line.tsx'
import { attendanceTones, attendanceWords } from './words.ts'

/** 一届一人一档: the whole term of a member on one page, which prints as it stands. */
export function DutyArchivePage() {
  const { id } = useParams({ strict: false }) as { id: string }
  const member = hasRole(useMe(), 'member')
  const list = useListState<{ termId?: string }>()
  const { termId } = list.search
  const query = useQuery({
    ...apiQuery(r.getDutyArchive, { params: { id }, query: { termId } }),
    placeholderData: (before) => before,
  })
  const [busy, setBusy] = useState(false)
  const { data } = query
  const take = async (route: typeof r.getDutyArchivePaper | typeof r.getDutyArchiveProof, name: string) => {
    setBusy(true)
    try {
      await download(route, { params: { id }, query: { termId: data?.archive.term.id } }, name)
    } catch (error) {
      toastError(error)
    } finally {
      setBusy(false)
    }
  }
  const name = data?.archive.member.name ?? ''
  return (
    <Page
      title={data ? `${name}的履职档案` : '履职档案'}
      back={member ? { to: '/duty', label: '我的履职' } : { to: '/duty/archives', label: '履职档案' }}
      lead={data && `${data.archive.committee}第${ordinal(data.archive.term.number)}届，一届一人一档`}
      actions={
        data && (
          <>
            <Button disabled={busy} onClick={() => void take(r.getDutyArchivePaper, `履职档案 ${name}.docx`)}>
              Word 文件
            </Button>
            <Button onClick={() => window.print()}>打印或存为 PDF</Button>
            {data.sealed && (
              <Button disabled={busy} onClick={() => void take(r.getDutyArchiveProof, `履职档案 ${name}.zip`)}>
                封存件（可核验）
              </Button>
            )}
          </>
        )
      }
    >
      {data && data.terms.length > 1 && (
        <Filters
          first={
            <SelectFilter
              label="届次"
              value={termId}
              onChange={(value) => list.filter({ termId: value })}
              all="本届（或最近一届）"
              options={data.terms.map((term) => [term.id, `第${ordinal(term.number)}届`])}
            />
          }
          count={0}
          clear={list.clear}
        />
      )}
      <QueryState query={query}>
        {({ archive, sealed }) => (
          <>
            <Standing sealed={sealed} over={archive.term.endsOn !== null && archive.term.endsOn < today()} />
            <Person archive={archive} />
            {archive.chapters.every((chapter) => chapter.acts.length === 0) && (
              <EmptyState title="本届还没有履职记录" />
            )}
            {archive.chapters.map(({ chapter, name, acts }) =>
              acts.length > 0 ? (
                <Section key={chapter} title={`${name}（${acts.length} 条）`}>
                  <Acts acts={acts} />
                </Section>
              ) : (
                chapter === 'reports' &&
                archive.member.posts.some((post) => post.includes('常务委员')) && (
                  <Section key={chapter} title={name}>
                    <p>还没有归档的年度履职报告。</p>
                  </Section>
                )
              ),
            )}
          </>
        )}
      </QueryState>
    </Page>
  )
}

/** The acts of a chapter, in the same columns in all chapters, on paper too. */
function Acts({ acts }: { acts: DutyArchive['chapters'][number]['acts'] }) {
  return (
    <table className="duty-acts">
      <thead>
        <tr>
          {['日期', '类别', '事项', '说明'].map((head) => (
            <th key={head} scope="col">
              {head}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {acts.map((act, place) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a sealed list has no other names, and never moves
          <tr key={place}>
            <td>{formatCivil(act.occurredOn)}</td>
            <td>{act.label}</td>
            <td>
              {act.title}
              {act.proofs && <div className="faint">证明材料：{act.proofs.join('、')}</div>}
            </td>
            <td>
              <span className="duty-about">
                {aboutLine({ ...act, sharers: 1 })}
                {act.attendance && (
                  <StateTag tone={attendanceTones[act.attendance]}>{attendanceWords[act.attendance]}</StateTag>
                )}
              </span>
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

function Standing({ sealed, over }: { sealed: { at: string; hash: string; later: number } | null; over: boolean }) {
  if (!sealed && over) return <p className="faint">本届已届满，还没有封存；封存以前，档案随台账更新。</p>
  if (!sealed) return <p className="faint">本届任期内，档案随台账更新；届满后封存。</p>
  return (
    <p>
      <StateTag tone="done">已封存</StateTag> <Instant value={sealed.at} far={false} />
      ，从此不再改动。
      {sealed.later > 0 && `封存以后，台账又有 ${sealed.later} 条入账或者更正，记在台账，不改动这份档案。`}
      <span className="faint duty-hash">校验值 {sealed.hash}</span>
    </p>
  )
}

function Person({ archive: { member: m, term } }: { archive: DutyArchive }) {
  const until = m.leftOn ?? term.endsOn
  return (
    <Section title="基本信息">
      <Facts
        items={[
          ['姓名', m.name],
          ['性别', m.sex],
          ['民族', m.ethnicity],
          ['党派', m.parties.join('、')],
          ['界别', m.sector],
          ['任职', `${m.joinedOn ? formatCivil(m.joinedOn) : ''}至${until ? formatCivil(until) : '今'}`],
          ['学历', m.education],
          ['职称', m.professionalTitle],
          ['工作单位和职务', [m.employer, m.employerPost].filter(Boolean).join(' ')],
          ['政协职务', m.posts.join('、') || '委员'],
          ['所在组织', m.groups.join('、')],
          ['工作经历', m.career && <span className="preserve">{m.career}</span>],
          ['专长', m.expertise],
        ]}
      />
    </Section>
  )
}
