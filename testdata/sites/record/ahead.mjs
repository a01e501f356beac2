export const ahead = 'ahead';
