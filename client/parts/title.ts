import { signal } from '@preact/signals'
import { useEffect } from 'preact/hooks'
import { errorTitle, product } from '../text.ts'

/** How many errors the page shows at the moment. */
const shownErrors = signal(0)

/** While an error is shown the window's title says so first. */
export const useErrorTitle = (shown: boolean): void => {
  useEffect(() => {
    if (!shown) return
    shownErrors.value += 1
    return () => {
      shownErrors.value -= 1
    }
  }, [shown])
}

/** Title of the window. */
export const useTitle = (title: string): void => {
  const wrong = shownErrors.value > 0
  useEffect(() => {
    document.title = `${wrong ? errorTitle : ''}${title} - ${product}`
  }, [title, wrong])
}
