import { accountRoutes, type TextSize } from '#contract/accounts.ts'
import { call, problemOf } from './api.ts'
import { chooseBeforeLogin, takeChosenBeforeLogin } from './text-size.ts'
import { toast } from './toast.tsx'

/** Keeps a text size with the account. Where that fails it holds in this browser, and is offered to the account again when
 *  the app is opened anew. */
export async function keepTextSize(size: TextSize): Promise<void> {
  // A newer choice takes the place of one that still waited.
  takeChosenBeforeLogin()
  try {
    await call(accountRoutes.setTextSize, { body: { textSize: size } })
  } catch (error) {
    chooseBeforeLogin(size)
    // Whose login has ended is told so already.
    if (problemOf(error)?.status !== 401) toast('字号已改好，但没能存到账号里：现在只在这台设备上有效，下次打开再存。')
  }
}
