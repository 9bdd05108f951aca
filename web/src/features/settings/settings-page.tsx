import { Link } from '@tanstack/react-router'
import { Page } from '../../shared/page.tsx'
import { settingKeys } from './words.ts'

/** What differs between committees: each has a national default that holds until the committee sets its own. */
export function SettingsPage() {
  return (
    <Page title="设置" width="reading" lead="各级政协做法不同的地方。没有改过的，按全国默认。">
      {settingKeys.map(([key, title, lead]) => (
        <section key={key} className="sheet">
          <h2>
            <Link to="/settings/$key" params={{ key }}>
              {title}
            </Link>
          </h2>
          <p className="faint">{lead}</p>
        </section>
      ))}
    </Page>
  )
}
