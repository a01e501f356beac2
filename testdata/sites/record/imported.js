const imported = 'imported';
