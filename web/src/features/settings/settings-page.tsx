import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { committeeRoutes, type Setting } from '#contract/committees.ts'
import { apiQuery } from '../../shared/api.ts'
import { CivilDate } from '../../shared/date-text.tsx'
import { civilDateOf } from '../../shared/dates.ts'
import { Page } from '../../shared/page.tsx'
import { QueryState } from '../../shared/query-state.tsx'
import { brief, differing } from './schema.ts'
import { partWords } from './words.ts'
import './settings.css'

/** What differs between committees: each has a national default that holds until the committee sets its own. */
export function SettingsPage() {
  const settings = useQuery(apiQuery(committeeRoutes.listSettings, {}))
  return (
    <Page title="设置" width="reading" lead="各级政协做法不同的地方。没有改过的，按全国默认。">
      <QueryState query={settings}>
        {({ items }) => items.map((setting) => <SettingCard key={setting.key} setting={setting} />)}
      </QueryState>
    </Page>
  )
}

function SettingCard({ setting }: { setting: Setting }) {
  const { key, title, explanation, kind, source, changedAt, value, defaults } = setting
  const departing = differing(value, defaults)
  return (
    <section className="sheet">
      <h2>
        <Link to="/settings/$key" params={{ key }}>
          {title}
        </Link>
      </h2>
      <p className="faint">{explanation}</p>
      {kind === 'single' && <p>现在是：{wordsOf(value)}</p>}
      <p>
        {source === 'national' || changedAt === null ? (
          <span className="tag">按全国默认</span>
        ) : (
          <span className="tags">
            <span className={`tag ${departing.length > 0 ? 'tag-due' : ''}`}>
              {departing.length > 0 ? '与全国默认不同' : '与全国默认相同'}
            </span>
            {kind === 'group' && departing.length > 0 && (
              <span>{departing.map((name) => partWords[name] ?? name).join('、')}</span>
            )}
            <span className="faint">
              本级设定于 <CivilDate value={civilDateOf(changedAt)} />
            </span>
          </span>
        )}
      </p>
    </section>
  )
}

/** The one value of a setting that has but one. */
function wordsOf(value: unknown): string {
  const [only] = Object.values((value ?? {}) as Record<string, unknown>)
  return partWords[String(only)] ?? brief(only)
}
