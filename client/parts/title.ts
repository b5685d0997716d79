import { useEffect } from 'preact/hooks'
import { product } from '../text.ts'

/** Title of the window; an error is said first. */
export const useTitle = (title: string, error = false): void => {
  useEffect(() => {
    document.title = `${error ? '错误：' : ''}${title} - ${product}`
  }, [title, error])
}
