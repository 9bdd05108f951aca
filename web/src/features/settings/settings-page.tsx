import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { committeeRoutes, type Setting } from '#contract/committees.ts'
import { apiQuery } from '../../shared/api.ts'
import { CivilDate } from '../../shared/date-text.tsx'
import { civilDateOf } from '../../shared/dates.ts'
import { Filters, SearchFilter } from '../../shared/filters.tsx'
import { Page, Section } from '../../shared/page.tsx'
import { EmptyState, QueryState } from '../../shared/query-state.tsx'
import { useListState } from '../../shared/url-state.ts'
import { partWords } from './part-words.ts'
import { brief, differing, type Schema } from './schema.ts'
import { areas, choiceWord, partWord } from './words.ts'
import './settings.css'

/** What differs between committees: each has a national default that holds until the committee sets its own. */
export function SettingsPage() {
  const list = useListState<{ q?: string }>()
  const settings = useQuery(apiQuery(committeeRoutes.listSettings, {}))
  const { q } = list.search
  return (
    <Page title="设置" width="reading" lead="各级政协做法不同的地方。没有改过的，按全国默认。">
      <Filters
        first={<SearchFilter label="查找设置" value={q} onChange={(value) => list.filter({ q: value })} />}
        count={0}
        clear={list.clear}
      />
      <QueryState query={settings}>
        {({ items }) => {
          const found = groupsOf(items.filter((one) => !q || said(one).includes(q)))
          if (found.length === 0)
            return (
              <EmptyState title={`没有说到“${q}”的设置`}>
                <p>换一个词，如“期限”“请假”“双五个一”。</p>
              </EmptyState>
            )
          return found.map(({ name, members }) => (
            <Section key={name} title={`${name}（${members.length}）`}>
              <ul className="setting-list">
                {members.map((setting) => (
                  <SettingLine key={setting.key} setting={setting} />
                ))}
              </ul>
            </Section>
          ))
        }}
      </QueryState>
    </Page>
  )
}

/** Settings by area; those that the reader works with, and may change, first. */
function groupsOf(items: readonly Setting[]): { name: string; members: Setting[] }[] {
  const groups = areas.map(({ name, keys }) => ({
    name,
    members: keys.flatMap((key) => items.find((one) => one.key === key) ?? []),
  }))
  const known = new Set(areas.flatMap(({ keys }) => keys))
  const own = (members: readonly Setting[]) => members.filter((one) => one.actions.includes('edit')).length
  return [...groups, { name: '其他', members: items.filter((one) => !known.has(one.key)) }]
    .filter(({ members }) => members.length > 0)
    .sort((a, b) => Number(own(b.members) > 0) - Number(own(a.members) > 0))
}

/** All that is said of a setting and its parts, to be searched. */
const said = (setting: Setting): string =>
  [
    setting.title,
    setting.explanation,
    ...Object.values(partWords[setting.key] ?? {}),
    ...titlesOf(setting.schema as Schema),
    ...shippedWords(setting),
  ].join(' ')
const titlesOf = ({ properties = {} }: Schema): string[] =>
  Object.values(properties).flatMap((part) => [part.title ?? '', ...titlesOf(part)])
const shippedWords = ({ key, schema }: Setting): string[] =>
  Object.entries((schema as Schema).properties ?? {}).flatMap(([name, part]) =>
    (part.enum ?? part.items?.enum ?? []).map((one) => choiceWord(key, [name], one) ?? ''),
  )

function SettingLine({ setting }: { setting: Setting }) {
  const { key, title, explanation, kind, source, changedAt, value, defaults } = setting
  const departing = differing(value, defaults)
  return (
    <li>
      <strong>
        <Link to="/settings/$key" params={{ key }}>
          {title}
        </Link>
      </strong>{' '}
      {setting.actions.length === 0 && <span className="faint">只能看</span>}
      <p className="faint">{explanation}</p>
      {kind === 'single' && <p>现在是：{wordsOf(key, value)}</p>}
      {source === 'committee' && changedAt !== null && (
        <p className="tags">
          <span className={`tag ${departing.length > 0 ? 'tag-due' : ''}`}>
            {departing.length > 0 ? '与全国默认不同' : '与全国默认相同'}
          </span>
          {kind === 'group' && departing.length > 0 && (
            <span>
              {departing
                .map((name) => (setting.schema as Schema).properties?.[name]?.title ?? partWord(key, [name]) ?? name)
                .join('、')}
            </span>
          )}
          <span className="faint">
            本级设定于 <CivilDate value={civilDateOf(changedAt)} />
          </span>
        </p>
      )}
    </li>
  )
}

/** The one value of a setting that has but one. */
function wordsOf(key: string, value: unknown): string {
  const [part] = Object.entries((value ?? {}) as Record<string, unknown>)
  return part ? (choiceWord(key, [part[0]], part[1]) ?? brief(part[1])) : ''
}
