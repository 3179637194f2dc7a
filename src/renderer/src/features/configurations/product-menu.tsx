import { ChevronDown } from 'lucide-react';
import { type ProductId, productIds, productNames } from '#shared/model/settings-of-others.ts';
import { Button } from '../../components/button.tsx';
import { MenuButton, MenuChoice, MenuItem } from '../../components/menu.tsx';

/** Whose words a configuration is in. */
export function ProductMenu(props: {
  readonly chosen: ProductId | null;
  readonly onChoose: (product: ProductId) => void;
}) {
  const { chosen } = props;
  return (
    <MenuButton
      label="Product"
      placement="bottom start"
      trigger={
        <Button>
          {chosen === null ? 'Whose it is' : productNames[chosen]}{' '}
          <ChevronDown size={14} aria-hidden="true" />
        </Button>
      }
    >
      <MenuChoice label="Product" selected={chosen}>
        {productIds.map((id) => (
          <MenuItem key={id} id={id} text={productNames[id]} onAction={() => props.onChoose(id)} />
        ))}
      </MenuChoice>
    </MenuButton>
  );
}
