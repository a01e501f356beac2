const part = 'part';
