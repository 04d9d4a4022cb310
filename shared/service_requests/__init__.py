"""Items III and IV: form CPD-21.208, with which police ask other City agencies for services."""
