import type { TextSize } from '#contract/accounts.ts'
import { keepTextSize } from '../keep-text-size.ts'
import { chooseBeforeLogin, setTextSize, useTextSize } from '../text-size.ts'
import { textSizeWords } from '../words.ts'

const sizes = Object.entries(textSizeWords) as [TextSize, string][]

/** 字号: takes effect at once in this browser, and where somebody is signed in is kept with the account. */
export function TextSizeChoice({ signedIn, titled = true }: { signedIn: boolean; titled?: boolean }) {
  const size = useTextSize()
  return (
    <fieldset className="choice-row">
      <legend className={titled ? undefined : 'visually-hidden'}>字号</legend>
      {sizes.map(([value, words]) => (
        <button
          key={value}
          type="button"
          className="choice"
          aria-pressed={size === value}
          onClick={() => {
            if (!signedIn) return chooseBeforeLogin(value)
            setTextSize(value)
            void keepTextSize(value)
          }}
        >
          {words}
        </button>
      ))}
    </fieldset>
  )
}
