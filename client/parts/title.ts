import { useEffect } from 'preact/hooks'
import { errorTitle, product } from '../text.ts'

/** Title of the window; an error is said first. */
export const useTitle = (title: string, error = false): void => {
  useEffect(() => {
    document.title = `${error ? errorTitle : ''}${title} - ${product}`
  }, [title, error])
}
