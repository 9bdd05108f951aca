import { useMutation } from '@tanstack/react-query'
import { accountRoutes, type TextSize } from '#contract/accounts.ts'
import { call } from '../api.ts'
import { chooseBeforeLogin, setTextSize, useTextSize } from '../text-size.ts'
import { textSizeWords } from '../words.ts'

const sizes = Object.entries(textSizeWords) as [TextSize, string][]

/** 字号: takes effect at once in this browser, and where somebody is signed in is kept with the account. */
export function TextSizeChoice({ signedIn, titled = true }: { signedIn: boolean; titled?: boolean }) {
  const size = useTextSize()
  const keep = useMutation({
    mutationFn: (textSize: TextSize) => call(accountRoutes.setTextSize, { body: { textSize } }),
  })
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
            keep.mutate(value)
          }}
        >
          {words}
        </button>
      ))}
    </fieldset>
  )
}
