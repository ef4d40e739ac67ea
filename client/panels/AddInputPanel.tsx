import { useNavigate } from '@solidjs/router'
import { AddInput } from '../inputs/AddInput.tsx'

/** `/inputs/new`, over the list of inputs. */
export function AddInputPanel() {
  const navigate = useNavigate()
  return <AddInput close={() => navigate('/inputs', { scroll: false })} />
}
