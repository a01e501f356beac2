registerPaint('waves', class { paint() {} });
